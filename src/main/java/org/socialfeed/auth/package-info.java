/** Who is calling, and who may act for whom. */
@NullMarked
package org.socialfeed.auth;

import org.jspecify.annotations.NullMarked;
