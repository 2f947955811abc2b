package org.socialfeed.operate;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** What picocli finds by reflection: a native build keeps only what it is told. */
@RegisterForReflection(
        targets = {
            Tasks.class,
            ExportTask.class,
            HotTask.class,
            ImportTask.class,
            RecountTask.class,
            VerifyTableTask.class
        },
        classNames = {
            "picocli.CommandLine$AutoHelpMixin",
            "picocli.CommandLine$NoDefaultProvider",
            "picocli.CommandLine$NoVersionProvider",
            "picocli.CommandLine$UseDefaultConverter"
        })
final class ReflectedCommands {
    private ReflectedCommands() {}
}
