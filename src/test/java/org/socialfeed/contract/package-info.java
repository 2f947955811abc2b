/** Holds the published contract, the pages of docs/ and the code against each other. */
@NullMarked
package org.socialfeed.contract;

import org.jspecify.annotations.NullMarked;
