package org.shuyuan.catalogue.rdf;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * A deflating stream that frees the memory of its deflater when it is closed.
 */
final class DeflateStream extends DeflaterOutputStream {

	DeflateStream(OutputStream out) {
		super(out, new Deflater(Deflater.BEST_SPEED), 2048);
	}

	@Override
	public void close() throws IOException {
		super.close();
		this.def.end();
	}

}
