/** Caches of what many requests read at the same moment: bounded in age, memory and load, each value loaded once. */
@NullMarked
package org.socialfeed.cache;

import org.jspecify.annotations.NullMarked;
