package org.shuyuan.gateway.undescribed;

import java.util.Collection;
import java.util.Map;
import java.util.Set;

/**
 * How the parts of a workbook are related, and the type of each.
 */
final class RelationsPart extends XmlPart {

	private static final Set<String> KNOWN = Set.of("Relationships", "Relationship", "Types", "Default", "Override");

	private static final Set<String> TYPES = Set.of("officeDocument", "extended-properties", "core-properties",
			"custom-properties", "worksheet", "styles", "theme", "sharedStrings", "calcChain", "person", "drawing");

	RelationsPart(Collection<Undescribed> found) {
		super(found, KNOWN, Set.of(), Map.of());
	}

	@Override
	void element(String name, Map<String, String> attributes) {
		if (name.equals("Relationship")) {
			String type = given(attributes, "Type");
			if (given(attributes, "TargetMode").equals("External")) {
				report(Undescribed.LINKS);
			}
			else if (!TYPES.contains(type.substring(type.lastIndexOf('/') + 1))) {
				report(PartNames.kind(given(attributes, "Target")));
			}
		}
	}

}
