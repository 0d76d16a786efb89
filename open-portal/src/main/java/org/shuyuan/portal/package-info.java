/**
 * What people see: the citizens' portal, the agencies' workbench, the authority's desk.
 */
@NullMarked
package org.shuyuan.portal;

import org.jspecify.annotations.NullMarked;
