/** Hand-written fakes for tests: what the real store can do to us and DynamoDB Local never does. */
@NullMarked
package org.socialfeed.testing;

import org.jspecify.annotations.NullMarked;
