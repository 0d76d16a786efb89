/**
 * Reads geographic data: GeoJSON and shapefiles, with their coordinate systems.
 */
@NullMarked
package org.shuyuan.gateway.intake.geography;

import org.jspecify.annotations.NullMarked;
