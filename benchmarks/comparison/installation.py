"""Builds our programs, and installs the rivals one by one: what cannot be had is left out of the
comparison, nothing more."""

import os
import pathlib
import shutil
import subprocess

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
NPM_PACKAGES = ('@duckdb/node-bindings-linux-x64', '@marcbachmann/cel-js', 'json-logic-js',
                '@gorules/zen-engine', 'json-rules-engine')


def build() -> pathlib.Path:
    """The release preset with the programs of this folder; gives its folder."""
    if os.environ.get('LEADSCORE_SKIP_DEPENDENCIES') != '1':
        subprocess.run([str(ROOT / 'scripts/install_dependencies'), 'build'], check=True)
    subprocess.run(['cmake', '--preset', 'release', '-DLEADSCORE_BUILD_BENCHMARKS=ON'], cwd=ROOT,
                   check=True, stdout=subprocess.DEVNULL)
    subprocess.run(['cmake', '--build', '--preset', 'release', '--', '--quiet'], cwd=ROOT,
                   check=True)
    return ROOT / 'build/release'


def rival_packages() -> list[str]:
    """The section [rivals] of scripts/dependencies.txt."""
    section, found = '', []
    for line in (ROOT / 'scripts/dependencies.txt').read_text(encoding='utf-8').splitlines():
        text = line.split('#')[0].strip()
        if text.startswith('['):
            section = text
        elif text and section == '[rivals]':
            found.append(text)
    return found


def is_installed(package: str) -> bool:
    status = subprocess.run(['dpkg-query', '-W', '-f=${db:Status-Status}', package],
                            capture_output=True, text=True, check=False)
    return status.stdout == 'installed'


def install_debian() -> None:
    """What fails shows later, as a rival that does not answer."""
    if os.environ.get('LEADSCORE_SKIP_DEPENDENCIES') == '1' or not shutil.which('apt-get'):
        return
    # node and npm may be there from elsewhere, which Debian's packages would get into the way of.
    missing = [package for package in rival_packages() if not is_installed(package)
               and not shutil.which({'nodejs': 'node'}.get(package, package))]
    as_root = [] if os.geteuid() == 0 else ['sudo', '-n']
    environment = {**os.environ, 'DEBIAN_FRONTEND': 'noninteractive'}
    if missing:
        subprocess.run([*as_root, 'apt-get', '-qq', 'update'], capture_output=True, check=False)
    for package in missing:
        print(f'installing {package}', flush=True)
        subprocess.run([*as_root, 'apt-get', '-qq', '-y', '--no-install-recommends', 'install',
                        package], capture_output=True, env=environment, check=False)


def install_npm(folder: pathlib.Path) -> None:
    """Into a folder of its own, which rivals find by LEADSCORE_NPM."""
    os.environ['LEADSCORE_NPM'] = str(folder)
    folder.mkdir(parents=True, exist_ok=True)
    if not shutil.which('npm'):
        return
    package_file = folder / 'package.json'
    if not package_file.exists():
        package_file.write_text('{"private": true}\n', encoding='utf-8')
    for package in NPM_PACKAGES:
        if not (folder / 'node_modules' / package).exists():
            print(f'installing {package}', flush=True)
            subprocess.run(['npm', 'install', '--no-audit', '--no-fund', package], cwd=folder,
                           capture_output=True, timeout=300, check=False)
