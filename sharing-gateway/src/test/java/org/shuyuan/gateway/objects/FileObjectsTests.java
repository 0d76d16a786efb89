package org.shuyuan.gateway.objects;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

class FileObjectsTests extends ObjectsContract {

	@Override
	ObjectStore store(Path folder) throws IOException {
		return new FileObjectStore(this.folder);
	}

	@Override
	ObjectStore later(Path folder) throws IOException {
		return new FileObjectStore(this.folder, this.folder.resolve("incoming"), Instant.MAX);
	}

	@Override
	void damage(Sha256 sha256, byte[] bytes) throws IOException {
		Files.write(this.folder.resolve(sha256.value().substring(0, 2)).resolve(sha256.value()), bytes);
	}

}
