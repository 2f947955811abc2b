/** Identifiers as validated value records; imports nothing else of ours. */
@NullMarked
package org.socialfeed.id;

import org.jspecify.annotations.NullMarked;
