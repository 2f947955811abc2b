package org.socialfeed.contract;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.socialfeed.problem.ProblemKind;
import org.socialfeed.testing.Contract;
import org.socialfeed.testing.LocalDynamoResource;

@QuarkusTest
@QuarkusTestResource(LocalDynamoResource.class)
class ContractTest {
    private final Contract contract = Contract.read();

    @Test
    void theServedDocumentIsTheOneThatWeWrote() throws Exception {
        JsonNode served = new ObjectMapper()
                .readTree(given().queryParam("format", "JSON").get("/q/openapi").asString());
        assertThat(served.get("openapi").asText()).startsWith("3.1");
        assertThat(served.get("paths")).isEqualTo(contract.document().get("paths"));
        assertThat(served.at("/components/schemas"))
                .isEqualTo(contract.document().at("/components/schemas"));
        assertThat(served.at("/components/responses"))
                .isEqualTo(contract.document().at("/components/responses"));
    }

    @Test
    void thePageAndTheDocumentListTheSameCallsWithTheSameStatuses() {
        Map<String, Set<String>> page = Table.rows("docs/api.md", "call | codes | meaning").stream()
                .collect(Collectors.toMap(
                        row -> row.get(0), row -> Set.of(row.get(1).split(", ", -1))));
        Map<String, Set<String>> document = contract.operations()
                .collect(Collectors.toMap(
                        Contract.Operation::name,
                        operation -> operation.definition().get("responses").properties().stream()
                                .map(Map.Entry::getKey)
                                .collect(Collectors.toSet())));
        assertThat(page).isNotEmpty().isEqualTo(document);
    }

    @Test
    void theCodeServesExactlyTheCallsOfTheDocument() {
        Set<String> code = new ClassFileImporter()
                .importPackages("org.socialfeed").stream()
                        .filter(resource -> resource.isAnnotatedWith(Path.class))
                        .flatMap(resource -> resource.getMethods().stream())
                        .flatMap(ContractTest::call)
                        .filter(call -> call.contains(" /v1"))
                        .collect(Collectors.toSet());
        assertThat(code)
                .isNotEmpty()
                .isEqualTo(contract.operations()
                        .map(operation -> unnamed(operation.name()))
                        .collect(Collectors.toSet()));
    }

    @Test
    void everyBodyOfTheDocumentHasExamplesThatItsSchemaAllows() {
        List<JsonNode> contents = contract.contents().toList();
        assertThat(contents).hasSizeGreaterThan(30).allSatisfy(content -> {
            assertThat(content.path("examples")).as("examples of %s", content).isNotEmpty();
            content.get("examples")
                    .forEach(example -> assertThat(contract.violations(
                                    content.get("schema"),
                                    contract.resolve(example).get("value")))
                            .as("example %s", example)
                            .isEmpty());
        });
    }

    @Test
    void thePageListsEveryKindOfProblem() {
        Map<String, String> page = Table.rows("docs/api.md", "kind | status | when").stream()
                .collect(Collectors.toMap(row -> row.get(0), row -> row.get(1)));
        Map<String, String> code = Arrays.stream(ProblemKind.values())
                .collect(Collectors.toMap(
                        kind -> kind.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                        kind -> String.valueOf(kind.status())));
        // Not ours: what a gateway in front answers.
        code.put("too-many-requests", "429");
        assertThat(page).isEqualTo(code);
    }

    private static Stream<String> call(JavaMethod method) {
        return Stream.<Class<? extends Annotation>>of(GET.class, PUT.class, POST.class, DELETE.class)
                .filter(method::isAnnotatedWith)
                .map(verb -> unnamed(verb.getSimpleName() + " " + path(method)));
    }

    private static String path(JavaMethod method) {
        String base = method.getOwner().getAnnotationOfType(Path.class).value();
        return method.isAnnotatedWith(Path.class)
                ? base + "/" + method.getAnnotationOfType(Path.class).value()
                : base;
    }

    private static String unnamed(String call) {
        return call.replaceAll("\\{[^}]+}", "{}");
    }
}
