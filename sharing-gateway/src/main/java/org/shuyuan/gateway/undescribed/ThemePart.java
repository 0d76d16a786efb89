package org.shuyuan.gateway.undescribed;

import java.util.Collection;
import java.util.Map;
import java.util.Set;

/**
 * A theme: colours, fonts and effects, named by the program that made it.
 */
final class ThemePart extends XmlPart {

	private static final Set<String> KNOWN = Set.of("theme", "themeElements", "clrScheme", "dk1", "lt1", "dk2", "lt2",
			"accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink", "sysClr", "srgbClr",
			"schemeClr", "prstClr", "fontScheme", "majorFont", "minorFont", "latin", "ea", "cs", "font", "fmtScheme",
			"fillStyleLst", "solidFill", "gradFill", "gsLst", "gs", "lin", "path", "fillToRect", "tint", "shade",
			"satMod", "lumMod", "lumOff", "alpha", "lnStyleLst", "ln", "prstDash", "miter", "round", "noFill",
			"effectStyleLst", "effectStyle", "effectLst", "outerShdw", "innerShdw", "scene3d", "camera", "rot",
			"lightRig", "sp3d", "bevelT", "bgFillStyleLst", "objectDefaults", "spDef", "lnDef", "txDef", "spPr",
			"bodyPr", "lstStyle", "style", "lnRef", "fillRef", "effectRef", "fontRef", "extraClrSchemeLst", "extLst",
			"ext", "themeFamily");

	/** How programs call their own, in Chinese. */
	private static final Set<String> NAMES = Set.of("", "主题", "经典", "默认", "默认主题");

	ThemePart(Collection<Undescribed> found) {
		super(found, KNOWN, Set.of("latin@typeface", "ea@typeface", "cs@typeface", "font@typeface", "theme@name",
				"clrScheme@name", "fontScheme@name", "fmtScheme@name", "themeFamily@name"), Map.of());
	}

	@Override
	void element(String name, Map<String, String> attributes) {
		if (name.equals("theme") || name.endsWith("Scheme") || name.equals("themeFamily")) {
			String title = given(attributes, "name");
			if (title.length() > 64 || !NAMES.contains(title.replaceAll("[ -~\\u200b]+", ""))) {
				report(Undescribed.STYLE_TEXTS);
			}
		}
	}

}
