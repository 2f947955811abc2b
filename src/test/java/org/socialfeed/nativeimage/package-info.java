/** What a native build is given, compared with the code. */
@NullMarked
package org.socialfeed.nativeimage;

import org.jspecify.annotations.NullMarked;
