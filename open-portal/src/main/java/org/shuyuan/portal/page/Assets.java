package org.shuyuan.portal.page;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.servlet.resource.ResourceUrlProvider;

/**
 * Addresses of style and script with their fingerprint, so that browsers may cache them.
 */
public class Assets {

	private final ObjectProvider<ResourceUrlProvider> addresses;

	Assets(ObjectProvider<ResourceUrlProvider> addresses) {
		this.addresses = addresses;
	}

	/** The address of a file under {@code /assets/}. */
	public String of(String file) {
		String address = this.addresses.getObject().getForLookupPath("/assets/" + file);
		return (address != null) ? address : "/assets/" + file;
	}

}
