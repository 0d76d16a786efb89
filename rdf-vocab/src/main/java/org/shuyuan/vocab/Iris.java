package org.shuyuan.vocab;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;

import org.apache.jena.irix.IRIException;
import org.apache.jena.irix.IRIx;

/**
 * What is an IRI (RFC 3987), and what is an address on the web.
 */
public final class Iris {

	/** Hosts of placeholders for invalid addresses. */
	private static final String PLACEHOLDERS = ".shuyuan.invalid/";

	private static final Pattern PORT = Pattern.compile(":[0-9]{1,5}$");

	private Iris() {
	}

	/** Whether all characters of a text are allowed in an IRI. */
	public static boolean hasOnlyIriCharacters(String address) {
		return address.codePoints().noneMatch((each) -> each <= ' ' || "<>\"{}|^`\\".indexOf(each) >= 0);
	}

	/** Whether a text follows the grammar of IRIs and their schemes. */
	public static boolean isWellFormed(String address) {
		try {
			IRIx _ = IRIx.create(address);
			return true;
		}
		catch (IRIException ex) {
			return false;
		}
	}

	/** Whether a text is an IRI that needs no other to be resolved against. */
	public static boolean isAbsolute(String address) {
		return hasOnlyIriCharacters(address) && !address.contains(PLACEHOLDERS) && address.indexOf(':') > 0
				&& isWellFormed(address);
	}

	/**
	 * Whether a text is an http or https address with a host, in ASCII or not (RFC 5891).
	 */
	public static boolean isHttp(String address) {
		if (!address.startsWith("http://") && !address.startsWith("https://")) {
			return false;
		}
		try {
			URI uri = new URI(address);
			return uri.getHost() != null || uri.getRawAuthority() != null && hasAsciiHost(uri);
		}
		catch (URISyntaxException ex) {
			return false;
		}
	}

	private static boolean hasAsciiHost(URI uri) throws URISyntaxException {
		String host = PORT.matcher(uri.getRawAuthority()).replaceFirst("");
		try {
			String ascii = IDN.toASCII(host, IDN.USE_STD3_ASCII_RULES | IDN.ALLOW_UNASSIGNED);
			return new URI(uri.getScheme() + "://" + ascii).getHost() != null;
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

}
