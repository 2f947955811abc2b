package org.socialfeed.deployment;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** What the compiled service asks of DynamoDB, by the calls that are in its code. */
final class DynamoActions {
    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.socialfeed")
            .that(DescribedPredicate.not(resideInAPackage("org.socialfeed.local..")));

    private static final String TRANSACTION = "TransactWriteItems";
    private static final Set<String> NOT_CALLS = Set.of("Close", "Builder", "Build");

    private DynamoActions() {}

    /** The operations that anything in the service calls. */
    static Set<String> operations() {
        return called(CODE.stream(), DynamoDbAsyncClient.class);
    }

    /** The permissions that replicas need: those of all code but what only the operator's tasks use. */
    static Set<String> ofReplicas() {
        return permissions(CODE.stream().filter(type -> !isOfTasksOnly(type)));
    }

    /** The permissions that the operator's tasks need: a task starts as a replica does and uses its stores, and has some of its own. */
    static Set<String> ofTasks() {
        return permissions(CODE.stream());
    }

    /** A transaction needs the permission of each of its actions, and has none of its own. */
    private static Set<String> permissions(Stream<JavaClass> types) {
        Set<JavaClass> all = types.collect(Collectors.toSet());
        Set<String> permissions = called(all.stream(), DynamoDbAsyncClient.class);
        if (permissions.remove(TRANSACTION)) {
            called(all.stream(), TransactWriteItem.Builder.class).stream()
                    .map(action -> action + "Item")
                    .forEach(permissions::add);
        }
        return permissions;
    }

    private static Set<String> called(Stream<JavaClass> types, Class<?> owner) {
        Set<String> called = types.flatMap(type -> Stream.concat(
                        type.getMethodCallsFromSelf().stream().map(call -> call.getTarget()),
                        type.getMethodReferencesFromSelf().stream().map(reference -> reference.getTarget())))
                .filter(target -> target.getOwner().isEquivalentTo(owner))
                .map(target -> Character.toUpperCase(target.getName().charAt(0))
                        + target.getName().substring(1))
                .collect(Collectors.toCollection(TreeSet::new));
        called.removeAll(NOT_CALLS);
        return called;
    }

    private static boolean isOfTasksOnly(JavaClass type) {
        Set<String> users = type.getDirectDependenciesToSelf().stream()
                .map(dependency -> dependency.getOriginClass())
                .filter(user -> !user.getName().startsWith(type.getName()))
                .map(JavaClass::getPackageName)
                .collect(Collectors.toSet());
        return users.equals(Set.of("org.socialfeed.operate"));
    }
}
