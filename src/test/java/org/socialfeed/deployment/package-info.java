/** Holds what is deployed, the manifests in k8s and the templates for AWS, against the service that it is about. */
@NullMarked
package org.socialfeed.deployment;

import org.jspecify.annotations.NullMarked;
