/**
 * The demo city Yunzhu 云渚: its agencies, entries, data and doings, all invented, loaded
 * through the platform's own API.
 */
@NullMarked
package org.shuyuan.standalone.city;

import org.jspecify.annotations.NullMarked;
