package org.socialfeed.ceiling;

import io.smallrye.common.annotation.NonBlocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Answers {@code GET /<name>} with the bytes of the file of that name in {@code ceiling.bodies}, read once at start, on the event
 * loop: the least work that quarkus-rest can do for these bytes.
 */
@Path("/")
@ApplicationScoped
public class BytesResource {
    private final Map<String, byte[]> bodies = new HashMap<>();

    BytesResource(@ConfigProperty(name = "ceiling.bodies") java.nio.file.Path folder) throws IOException {
        try (DirectoryStream<java.nio.file.Path> files = Files.newDirectoryStream(folder)) {
            for (java.nio.file.Path file : files) {
                bodies.put(file.getFileName().toString(), Files.readAllBytes(file));
            }
        }
    }

    /** {@code @NonBlocking} is what a method without a reactive return type needs to stay on the event loop. */
    @GET
    @Path("{name}")
    @Produces(MediaType.APPLICATION_JSON)
    @NonBlocking
    public byte[] bytes(@PathParam("name") String name) {
        byte[] body = bodies.get(name);
        if (body == null) {
            throw new NotFoundException();
        }
        return body;
    }
}
