/** That the partition-limit proxy enforces what it says, and changes nothing else. */
@NullMarked
package org.socialfeed.local.limits;

import org.jspecify.annotations.NullMarked;
