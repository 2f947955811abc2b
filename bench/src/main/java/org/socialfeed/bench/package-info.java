/** The command {@code bench/load}: loads a social graph through the REST API and proves every feed against a model of the input. */
@NullMarked
package org.socialfeed.bench;

import org.jspecify.annotations.NullMarked;
