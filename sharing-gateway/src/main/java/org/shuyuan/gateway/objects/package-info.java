/**
 * The bytes as they came, kept by what they are: addressed by their SHA-256, durable when
 * acknowledged.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.shuyuan.gateway.objects;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
