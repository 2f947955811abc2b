/** The command {@code bench/replicas}: several replicas behind a load balancer, what is done to them under load, and what it costs clients. */
@NullMarked
package org.socialfeed.bench.replicas;

import org.jspecify.annotations.NullMarked;
