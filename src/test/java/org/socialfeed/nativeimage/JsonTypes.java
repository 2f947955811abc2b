package org.socialfeed.nativeimage;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The types of ours that are read from bodies and written to them, as the signatures of endpoints tell. */
final class JsonTypes {
    private static final Set<Class<?>> NO_BODY = Set.of(HttpHeaders.class, UriInfo.class);

    private final Set<String> names = new TreeSet<>();

    private JsonTypes() {}

    /** Their names. Fails at an endpoint whose type does not tell what it answers, for the build can't tell either. */
    static Set<String> of(Collection<Class<?>> classes) {
        JsonTypes types = new JsonTypes();
        classes.stream()
                .flatMap(type -> Stream.of(type.getDeclaredMethods()))
                .filter(JsonTypes::isEndpoint)
                .forEach(types::addEndpoint);
        return types.names;
    }

    private static boolean isEndpoint(Method method) {
        return Stream.of(method.getAnnotations())
                .map(Annotation::annotationType)
                .anyMatch(annotation -> annotation.isAnnotationPresent(HttpMethod.class));
    }

    private void addEndpoint(Method endpoint) {
        add(endpoint.getGenericReturnType(), endpoint);
        for (Parameter parameter : endpoint.getParameters()) {
            if (parameter.getAnnotations().length == 0 && !NO_BODY.contains(parameter.getType())) {
                add(parameter.getParameterizedType(), endpoint);
            }
        }
    }

    private void add(Type type, Method endpoint) {
        if (type instanceof ParameterizedType generic) {
            add(generic.getRawType(), endpoint);
            Stream.of(generic.getActualTypeArguments()).forEach(argument -> add(argument, endpoint));
        } else if (type instanceof Class<?> simple) {
            addClass(simple, endpoint);
        } else if (!(type instanceof TypeVariable)) {
            throw new AssertionError(endpoint + " has a type that is not understood: " + type);
        }
    }

    private void addClass(Class<?> type, Method endpoint) {
        if (type == Response.class || type == Object.class) {
            throw new AssertionError(endpoint + " does not tell what it answers: use " + Uni.class.getSimpleName()
                    + " of RestResponse of a type");
        }
        if (type.getName().startsWith("org.socialfeed.") && names.add(type.getName()) && type.isRecord()) {
            for (RecordComponent component : type.getRecordComponents()) {
                add(component.getGenericType(), endpoint);
            }
        }
    }
}
