package org.socialfeed.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The templates are made of what CloudFormation has. */
class AwsSpecificationTest {
    @SuppressWarnings("NullAway.Init")
    private AwsSpecification specification;

    @BeforeEach
    void needTheSpecification() {
        Tools.need(Files.exists(AwsSpecification.FILE), AwsSpecification.FILE + ", which k8s/check fetches");
        specification = new AwsSpecification();
    }

    @Test
    void everyPropertyOfTheTemplatesExistsAndNoneIsMissing() {
        Stream.of(
                        Template.of("table.yaml", Map.of()),
                        Template.of("table.yaml", Map.of("CapacityMode", "provisioned", "AlarmTopicArn", "arn")),
                        Template.of("roles.yaml", Map.of()),
                        Template.of("roles.yaml", Map.of("Trust", "irsa", "OidcProvider", "oidc")))
                .forEach(template -> assertThat(template.resources())
                        .isNotEmpty()
                        .allSatisfy((id, resource) -> assertThat(specification.violations(id, resource))
                                .isEmpty()));
    }

    @Test
    void whatIsWrongIsTold() {
        ObjectNode wrong = new ObjectMapper().createObjectNode().put("Type", "AWS::DynamoDB::Table");
        wrong.putObject("Properties").put("Tablename", "t").put("DeletionProtectionEnabled", "yes");
        assertThat(specification.violations("T", wrong))
                .containsExactlyInAnyOrder(
                        "T.Tablename: no such property",
                        "T.DeletionProtectionEnabled: not true or false but \"yes\"",
                        "T.KeySchema: missing");
    }
}
