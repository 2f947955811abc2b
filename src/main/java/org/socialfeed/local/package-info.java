/** Development and tests only: an embedded DynamoDB and tokens; left out of the production build. */
@NullMarked
package org.socialfeed.local;

import org.jspecify.annotations.NullMarked;
