/** The command {@code bench/import}: imports a big network with the packaged service, and proves that all of it is there. */
@NullMarked
package org.socialfeed.bench.bulk;

import org.jspecify.annotations.NullMarked;
