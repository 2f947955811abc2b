package org.socialfeed.bench.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void portsAreFreeAndDifferAndAreNoneOfOutgoingConnections() throws IOException {
        List<Integer> ports = Ports.free(20);

        assertThat(ports)
                .hasSize(20)
                .doesNotHaveDuplicates()
                .allSatisfy(port -> assertThat(port).isBetween(20_000, 29_999));
        for (int port : ports) {
            new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
        }
    }

    @Test
    void takenPortIsPassedOver() throws IOException {
        int port = Ports.free(1).get(0);
        try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(Ports.free(9_999)).doesNotContain(taken.getLocalPort());
        }
    }
}
