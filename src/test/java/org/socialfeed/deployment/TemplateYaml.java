package org.socialfeed.deployment;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads CloudFormation's YAML: its functions may be written as tags, {@code !Ref Table} for {@code Ref: Table}. */
final class TemplateYaml {
    private TemplateYaml() {}

    static Object read(Path file) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        try (InputStream in = Files.newInputStream(file)) {
            return new Yaml(new Functions(options)).load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Functions extends SafeConstructor {
        Functions(LoaderOptions options) {
            super(options);
            yamlMultiConstructors.put("!", new Function());
        }

        private final class Function extends AbstractConstruct {
            @Override
            public Object construct(Node node) {
                String name = node.getTag().getValue().substring(1);
                return Map.of(name.equals("Ref") || name.equals("Condition") ? name : "Fn::" + name, argument(node));
            }

            private Object argument(Node node) {
                if (node instanceof ScalarNode scalar) {
                    return constructScalar(scalar);
                }
                return node instanceof SequenceNode sequence
                        ? constructSequence(sequence)
                        : constructMapping((MappingNode) node);
            }
        }
    }
}
