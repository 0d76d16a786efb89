/**
 * What every page has: language, theme, header and footer, errors, ways to say things.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.shuyuan.portal.page;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
