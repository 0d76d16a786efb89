"""Takes mails on loopback (RFC 5321) and keeps each as NUMBER.eml: whom it goes to, and its plain text.

    mail.py PORT FOLDER
"""
import asyncio
import email
import email.policy
import itertools
import os
import sys

NUMBERS = itertools.count(1)


def keep(folder, recipients, data):
    message = email.message_from_bytes(data, policy=email.policy.default)
    body = message.get_body(preferencelist=("plain",))
    text = body.get_content() if body is not None else ""
    name = os.path.join(folder, "%06d.eml" % next(NUMBERS))
    with open(name + ".unfinished", "w", encoding="utf-8") as file:
        file.write("To: %s\nSubject: %s\n\n%s" % (", ".join(recipients), message["subject"], text))
    os.rename(name + ".unfinished", name)


async def data(reader):
    lines = []
    while (line := await reader.readline()) not in (b".\r\n", b""):
        lines.append(line[1:] if line.startswith(b".") else line)
    return b"".join(lines)


async def converse(reader, writer, folder):
    recipients = []

    def answer(line):
        writer.write(line.encode() + b"\r\n")

    answer("220 testbed")
    while line := (await reader.readline()).decode("ascii", "replace").strip():
        command = line.upper()
        if command.startswith("RCPT TO:"):
            recipients.append(line[8:].strip().strip("<>").lower())
        if command == "DATA":
            answer("354 go on")
            await writer.drain()
            keep(folder, recipients, await data(reader))
            recipients.clear()
        answer("221 bye" if command == "QUIT" else "250 well")
        if command == "QUIT":
            break
    await writer.drain()
    writer.close()


async def main():
    port, folder = int(sys.argv[1]), sys.argv[2]
    server = await asyncio.start_server(lambda reader, writer: converse(reader, writer, folder), "127.0.0.1", port)
    async with server:
        await server.serve_forever()


asyncio.run(main())
