package org.shuyuan.gateway.undescribed;

import java.util.Collection;
import java.util.Map;
import java.util.Set;

/**
 * A part that programs write though nothing is in it: a drawing without a shape, a list
 * of persons without one, the order in which formulas are worked out.
 */
final class EmptyPart extends XmlPart {

	private static final Map<String, Undescribed> REPORTED = Map.of("c", Undescribed.FORMULAS, "person",
			Undescribed.COMMENTS, "twoCellAnchor", Undescribed.DRAWINGS, "oneCellAnchor", Undescribed.DRAWINGS,
			"absoluteAnchor", Undescribed.DRAWINGS);

	EmptyPart(Collection<Undescribed> found) {
		super(found, Set.of("wsDr", "personList", "calcChain"), Set.of(), REPORTED);
	}

	@Override
	void element(String name, Map<String, String> attributes) {
		// nothing is in it so far
	}

}
