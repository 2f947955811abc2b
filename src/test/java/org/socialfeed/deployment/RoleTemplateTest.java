package org.socialfeed.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.socialfeed.table.TableSchema;

/** The roles of k8s/aws/roles.yaml allow what the code calls, and nothing else. */
class RoleTemplateTest {
    private static final String TABLE = "arn:aws:dynamodb:eu-central-1:1:table/t";
    private static final Template POD_IDENTITY =
            Template.of("roles.yaml", Map.of("TableArn", TABLE, "ClusterName", "my-cluster"));
    private static final Template IRSA = Template.of(
            "roles.yaml", Map.of("TableArn", TABLE, "Trust", "irsa", "OidcProvider", "oidc.example.org/id/1"));

    @Test
    void aReplicaMayDoOnTheTableWhatItsCodeCalls() {
        assertThat(allowed("ServiceRole", TABLE)).isNotEmpty().isEqualTo(DynamoActions.ofReplicas());
    }

    @Test
    void aTaskMayDoOnTheTableWhatItsCodeCalls() {
        assertThat(allowed("TaskRole", TABLE))
                .isEqualTo(DynamoActions.ofTasks())
                .containsAll(allowed("ServiceRole", TABLE))
                .contains("BatchWriteItem");
    }

    @ParameterizedTest
    @CsvSource({"ServiceRole", "TaskRole"})
    void theIndexIsOnlyQueriedAndNothingElseIsAllowed(String role) {
        String index = TABLE + "/index/" + TableSchema.INDEX;
        assertThat(allowed(role, index)).containsExactly("Query");
        assertThat(statements(role).findValuesAsText("Resource")).containsExactlyInAnyOrder(TABLE, index);
        assertThat(statements(role).findValuesAsText("Effect")).containsOnly("Allow");
        assertThat(allowed(role, TABLE))
                .doesNotContain("Scan", "DeleteTable", "UpdateTable", "CreateTable")
                .noneMatch(action -> action.contains("*"));
    }

    @Test
    void theServiceCallsTheOperationsThatItMeters() throws ClassNotFoundException {
        Object[] metered = Class.forName("org.socialfeed.table.Operation").getEnumConstants();
        assertThat(Arrays.stream(metered).map(each -> camel(each.toString())).collect(Collectors.toSet()))
                .isEqualTo(DynamoActions.operations());
    }

    @ParameterizedTest
    @CsvSource({"Service, social-feed", "Task, social-feed-tasks"})
    void onlyTheServiceAccountsOfTheOverlayMayTakeARole(String role, String account) throws JsonProcessingException {
        JsonNode trust = POD_IDENTITY.properties(role + "Role").path("AssumeRolePolicyDocument");
        assertThat(trust.at("/Statement/0/Principal/Service").asText()).isEqualTo("pods.eks.amazonaws.com");
        JsonNode tags = trust.at("/Statement/0/Condition/StringEquals");
        assertThat(tags.path("aws:RequestTag/kubernetes-service-account").asText())
                .isEqualTo(account);
        JsonNode association = POD_IDENTITY.properties(role + "Identity");
        assertThat(association.path("RoleArn").asText()).isEqualTo("<" + role + "Role.Arn>");
        assertThat(association.path("ServiceAccount").asText()).isEqualTo(account);

        JsonNode irsa = new ObjectMapper()
                .readTree(IRSA.properties(role + "Role")
                        .path("AssumeRolePolicyDocument")
                        .asText());
        assertThat(irsa.at("/Statement/0/Condition/StringEquals")
                        .path("oidc.example.org/id/1:sub")
                        .asText())
                .isEqualTo("system:serviceaccount:social-feed:" + account);
        assertThat(IRSA.resources()).doesNotContainKey(role + "Identity");

        ServiceAccount there = Overlay.named("eks").one(ServiceAccount.class, account);
        assertThat(there.getMetadata().getNamespace())
                .isEqualTo(association.path("Namespace").asText())
                .isEqualTo(tags.path("aws:RequestTag/kubernetes-namespace").asText());
    }

    @Test
    void eachTrustIsRefusedWithoutWhatItNeedsAndNeedsNothingOfTheOther() {
        assertThat(IRSA.objections()).isEmpty();
        assertThat(IRSA.missing()).isEmpty();
        assertThat(POD_IDENTITY.objections()).isEmpty();
        assertThat(POD_IDENTITY.missing()).isEmpty();
        assertThat(Template.of("roles.yaml", Map.of("Trust", "irsa")).objections())
                .containsExactly("Trust irsa needs OidcProvider.");
        assertThat(Template.of("roles.yaml", Map.of()).objections())
                .containsExactly("Trust pod-identity needs ClusterName.");
    }

    @Test
    void outputsAreTheRoles() {
        assertThat(POD_IDENTITY.outputs().values())
                .extracting(output -> output.path("Value").asText())
                .containsExactly("<ServiceRole.Arn>", "<TaskRole.Arn>");
    }

    private static JsonNode statements(String role) {
        return POD_IDENTITY.properties(role).at("/Policies/0/PolicyDocument/Statement");
    }

    private static Set<String> allowed(String role, String resource) {
        Set<String> allowed = new TreeSet<>();
        statements(role).forEach(statement -> {
            if (statement.path("Resource").asText().equals(resource)) {
                JsonNode actions = statement.path("Action");
                (actions.isArray()
                                ? actions
                                : new ObjectMapper().createArrayNode().add(actions))
                        .forEach(action -> allowed.add(action.asText().replace("dynamodb:", "")));
            }
        });
        return allowed;
    }

    private static String camel(String constant) {
        return Arrays.stream(constant.split("_"))
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
    }
}
