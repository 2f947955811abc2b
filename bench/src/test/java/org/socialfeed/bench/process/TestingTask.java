package org.socialfeed.bench.process;

/** Prints what it was given, and ends with the exit code that its last argument is; {@code forever}: only if it is killed. */
public final class TestingTask {
    private TestingTask() {}

    public static void main(String[] args) throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            if (args[args.length - 1].equals("forever")) {
                System.out.println("ended in order");
            }
        }));
        for (String arg : args) {
            System.out.println(arg);
        }
        System.out.println(System.getProperty("quarkus.dynamodb.endpoint-override"));
        System.out.println(System.getProperty("feed.table.name"));
        System.err.println("logged");
        System.out.println("working");
        if (args[args.length - 1].equals("forever")) {
            Thread.currentThread().join();
        }
        System.exit(Integer.parseInt(args[args.length - 1]));
    }
}
