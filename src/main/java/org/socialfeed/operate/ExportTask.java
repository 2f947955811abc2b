package org.socialfeed.operate;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.Dependent;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.socialfeed.id.Username;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Hands out what is stored of one user, as data protection law has people ask for it. */
@Dependent
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = {
            "Writes all that is stored of one user, a JSON object a line: profile, posts, follows both ways, likes given.",
            "Only reads. Progress goes to stderr."
        })
class ExportTask implements Task {
    private final Export export;
    private final ObjectMapper json;

    @Parameters(paramLabel = "USER", description = "The username.")
    String user = "";

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "Where to; by default to stdout. The file is there when it is complete, and not before.")
    Optional<Path> output = Optional.empty();

    @Spec
    CommandSpec spec = CommandSpec.create();

    private final Map<Export.Kind, Long> written = new EnumMap<>(Export.Kind.class);
    private final Milestones records = new Milestones("records", this::tell);

    ExportTask(Export export, ObjectMapper json) {
        this.export = export;
        this.json = json;
    }

    @Override
    public Integer call() throws IOException {
        Username whose = new Username(user);
        if (output.isPresent()) {
            WholeFile.write(output.get(), out -> write(whose, out));
        } else {
            // Not System.out: that swallows what goes wrong, and writes in the encoding of the terminal.
            OutputStream out = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out));
            write(whose, out);
            out.flush();
        }
        tell(written.entrySet().stream()
                .map(entry -> String.format(Locale.ROOT, "%s %,d", entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(", ")));
        return ExitCode.DONE.number();
    }

    private void write(Username whose, OutputStream out) throws IOException {
        export.read(whose, (kind, record) -> {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("type", kind.toString());
            line.putAll(record);
            out.write(json.writeValueAsBytes(line));
            out.write('\n');
            note(kind);
        });
        if (written.isEmpty()) {
            throw new UnknownSubject("user " + whose);
        }
    }

    private void note(Export.Kind kind) {
        written.merge(kind, 1L, Long::sum);
        records.add(1);
    }

    private void tell(String progress) {
        Tasks.tell(spec.commandLine(), progress);
    }
}
