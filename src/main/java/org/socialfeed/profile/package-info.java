/** Users' profiles, and the cards by which lists show users. */
@NullMarked
package org.socialfeed.profile;

import org.jspecify.annotations.NullMarked;
