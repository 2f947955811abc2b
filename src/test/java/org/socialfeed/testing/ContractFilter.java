package org.socialfeed.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.io.IOException;
import java.net.URI;

/** Holds every answer that any test gets from the API against the contract: its status, its media type and its body. */
final class ContractFilter implements Filter {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Contract contract = Contract.read();

    @Override
    public Response filter(
            FilterableRequestSpecification request, FilterableResponseSpecification response, FilterContext context) {
        Response answer = context.next(request, response);
        contract.operation(request.getMethod(), URI.create(request.getURI()).getRawPath())
                .ifPresent(operation -> check(operation, answer));
        return answer;
    }

    private void check(Contract.Operation operation, Response answer) {
        String what = operation.name() + " answered " + answer.statusCode();
        JsonNode documented = operation.definition().at("/responses/" + answer.statusCode());
        if (documented.isMissingNode()) {
            throw new AssertionError(what + ", which its contract does not know: " + answer.asString());
        }
        JsonNode content = contract.resolve(documented).path("content");
        if (content.isEmpty()) {
            return;
        }
        String type = answer.contentType().replaceAll(";.*", "");
        if (!content.has(type)) {
            throw new AssertionError(what + " with " + type + ", which its contract does not know");
        }
        var violations = contract.violations(content.get(type).get("schema"), parse(answer.asString()));
        if (!violations.isEmpty()) {
            throw new AssertionError(what + ", which breaks its contract: " + violations);
        }
    }

    private static JsonNode parse(String body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new AssertionError("Not JSON: " + body, e);
        }
    }
}
