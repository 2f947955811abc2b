package org.socialfeed.operate;

import java.util.concurrent.Callable;

/** One task of the command line; it returns the exit code. It may block: it runs on the main thread and nobody waits. */
interface Task extends Callable<Integer> {}
