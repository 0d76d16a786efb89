package org.shuyuan.portal.developers;

import java.util.Map;
import java.util.Set;

/**
 * The types of problems of the portal and of the services that could be asked.
 *
 * @param byCode each by its code, in the order of the alphabet
 * @param silent services that have never responded, by name
 */
record KnownProblems(Map<String, KnownProblem> byCode, Set<String> silent) {
}
