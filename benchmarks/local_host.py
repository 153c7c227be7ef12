"""This computer as a host: an sshd of its own for one user, and a long way to it."""
import asyncio
import getpass
import os
import pathlib
import socket
import subprocess
import threading
import time


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def start_sshd(folder):
    for name in ("host", "user"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)], check=True)
    (folder / "authorized").write_text((folder / "user.pub").read_text())
    port = free_port()
    (folder / "conf").write_text("\n".join([
        f"Port {port}", "ListenAddress 127.0.0.1", f"HostKey {folder}/host", f"AuthorizedKeysFile {folder}/authorized",
        "StrictModes no", "UsePAM no", f"PidFile {folder}/pid", "Subsystem sftp internal-sftp", "PasswordAuthentication no"]) + "\n")
    os.makedirs("/run/sshd", exist_ok=True)
    daemon = subprocess.Popen(["/usr/sbin/sshd", "-D", "-e", "-f", str(folder / "conf")], stderr=subprocess.DEVNULL)
    key = (folder / "host.pub").read_text().split()[:2]
    (folder / "known").write_text(f"[127.0.0.1]:{port} {' '.join(key)}\n")
    time.sleep(0.5)
    return daemon, port


def words(folder, port):
    """What comes after `initscope collect` to log in there."""
    return [f"{getpass.getuser()}@127.0.0.1:{port}", "--identity", str(folder / "user"), "--known-hosts", str(folder / "known")]


def far_away(folder, port, one_way_seconds):
    """A port that leads to another; every byte arrives later by a fixed time, none waits for another's answer."""
    far = free_port()

    async def pipe(reader, writer):
        loop = asyncio.get_running_loop()
        line = asyncio.Queue()

        async def late():
            while True:
                due, data = await line.get()
                await asyncio.sleep(due - loop.time())
                if not data:
                    writer.close()
                    return
                writer.write(data)

        task = loop.create_task(late())
        while True:
            data = await reader.read(1 << 16)
            await line.put((loop.time() + one_way_seconds, data))
            if not data:
                await task
                return

    async def accept(reader, writer):
        there_reader, there_writer = await asyncio.open_connection("127.0.0.1", port)
        await asyncio.gather(pipe(reader, there_writer), pipe(there_reader, writer), return_exceptions=True)

    async def serve():
        server = await asyncio.start_server(accept, "127.0.0.1", far)
        await server.serve_forever()

    threading.Thread(target=lambda: asyncio.run(serve()), daemon=True).start()
    known = (folder / "known").read_text()
    (folder / "known").write_text(known + known.splitlines()[0].replace(f":{port} ", f":{far} ") + "\n")
    time.sleep(0.3)
    return far
