/**
 * The bytes as received, addressed by their content: addressed by their SHA-256, durable
 * when acknowledged.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.shuyuan.gateway.objects;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
