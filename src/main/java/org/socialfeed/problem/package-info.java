/** Every error of the API: one enum of kinds, one exception, one mapper to problem documents (RFC 9457). */
@NullMarked
package org.socialfeed.problem;

import org.jspecify.annotations.NullMarked;
