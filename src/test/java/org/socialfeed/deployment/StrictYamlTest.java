package org.socialfeed.deployment;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class StrictYamlTest {
    private static final String SERVICE = "apiVersion: v1\nkind: Service\nspec:\n";

    @Test
    void aFieldThatTheTypeHasNotIsRefused() {
        refuses(SERVICE + "  selectors: {a: b}", "selectors");
    }

    @Test
    void aNumberIsNoText() {
        refuses("apiVersion: v1\nkind: ConfigMap\ndata: {LIMIT: 5}", "LIMIT");
    }

    @Test
    void aTextIsNoNumber() {
        refuses(SERVICE + "  ports: [{port: \"80\"}]", "port");
    }

    @Test
    void aFieldTwiceIsRefused() {
        refuses(SERVICE + "  type: ClusterIP\n  type: NodePort", "type");
    }

    @Test
    void anUnknownTypeIsRefused() {
        refuses("apiVersion: v2\nkind: Service", "v2/Service");
    }

    private static void refuses(String document, String what) {
        assertThatThrownBy(() -> {
                    JsonNode read = StrictYaml.documents(document).get(0);
                    StrictYaml.object(read);
                })
                .hasMessageContaining(what);
    }
}
