package org.socialfeed.operate;

import java.util.concurrent.Callable;

/**
 * One task of the command line, made anew for each; it returns the exit code. It may block: it runs on the main thread, and
 * nobody waits.
 */
interface Task extends Callable<Integer> {}
