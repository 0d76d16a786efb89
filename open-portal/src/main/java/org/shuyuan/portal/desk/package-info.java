/**
 * Calls to the services in the name of the person signed in, and what their answers say.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.shuyuan.portal.desk;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
