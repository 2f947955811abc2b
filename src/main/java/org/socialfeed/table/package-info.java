/** The single table: its keys and schema, and the only code that talks to DynamoDB. */
@NullMarked
package org.socialfeed.table;

import org.jspecify.annotations.NullMarked;
