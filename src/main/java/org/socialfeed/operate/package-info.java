/** The operator's one-off tasks, run by the same artefact that serves. */
@NullMarked
package org.socialfeed.operate;

import org.jspecify.annotations.NullMarked;
