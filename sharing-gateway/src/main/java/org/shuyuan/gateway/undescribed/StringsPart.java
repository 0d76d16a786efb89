package org.shuyuan.gateway.undescribed;

import java.util.BitSet;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/**
 * The texts that cells share.
 */
final class StringsPart extends XmlPart {

	private static final Set<String> KNOWN = Set.of("sst", "si", "t", "r", "rPr", "b", "i", "u", "strike", "outline",
			"shadow", "condense", "extend", "color", "sz", "rFont", "family", "charset", "scheme", "vertAlign",
			"phoneticPr");

	private int count;

	StringsPart(Collection<Undescribed> found) {
		super(found, KNOWN, Set.of("rFont@val"), Map.of());
	}

	@Override
	void element(String name, Map<String, String> attributes) {
		if (name.equals("si")) {
			this.count++;
		}
	}

	@Override
	void text(String name, String text) {
		if (!name.equals("t")) {
			super.text(name, text);
		}
	}

	/** Reports texts that no cell uses. */
	void compare(BitSet used) {
		if (used.nextClearBit(0) < this.count) {
			report(Undescribed.UNUSED_STRINGS);
		}
	}

}
