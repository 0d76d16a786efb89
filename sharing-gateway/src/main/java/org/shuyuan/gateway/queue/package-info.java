/**
 * What waits for inspection or another scan, who holds its lease, and bytes that no
 * version owns.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "audit", "database", "inspection", "objects", "versions" })
package org.shuyuan.gateway.queue;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
