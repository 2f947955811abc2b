package org.socialfeed.local.limits;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;

/**
 * An object of a class that is compiled for the child processes, which the tests can't have on their class path: used by
 * reflection, and only where the class needs nothing but the JDK.
 */
final class ChildClass {
    private static final Path CLASSES =
            Path.of(System.getProperty("dynamodb-local.home", "target/dynamodb-local"), "classes");

    private final Object object;

    private ChildClass(Object object) {
        this.object = object;
    }

    /** Calls the only constructor of a class of this package. */
    static ChildClass make(String name, Object... arguments) throws Exception {
        URL[] classes = {CLASSES.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(classes, null)) {
            Constructor<?> constructor =
                    loader.loadClass("org.socialfeed.local.limits." + name).getDeclaredConstructors()[0];
            constructor.setAccessible(true);
            return new ChildClass(constructor.newInstance(arguments));
        }
    }

    /** As one of the JDK's types that it implements. */
    <T> T as(Class<T> type) {
        return type.cast(object);
    }

    /** Calls the method of this name, which has no other of the same; returns null for void. */
    Object call(String name, Object... arguments) throws Exception {
        Method method = List.of(object.getClass().getDeclaredMethods()).stream()
                .filter(each -> each.getName().equals(name))
                .findAny()
                .orElseThrow();
        method.setAccessible(true);
        return method.invoke(object, arguments);
    }
}
