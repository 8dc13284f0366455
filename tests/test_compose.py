"""docker-compose.yaml, read: what it would start, what it would expose, and where its secrets come from."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from patentrack.orchestration.defaults import POOLS
from patentrack.settings import load_settings
from patentrack.warehouse.engine import open_warehouse
from patentrack.warehouse.migrate import upgrade
from support.environment import PROJECT_ROOT
from support.mariadb import MariaDBServer

COMPOSE = PROJECT_ROOT / "docker-compose.yaml"
EXAMPLE = PROJECT_ROOT / ".env.example"
AIRFLOW = {"init", "api-server", "scheduler", "dag-processor", "triggerer", "worker-1", "worker-2"}
BUILT = "patentrack:airflow-3.3.2"
# Names of variables whose values come from outside, or hold something that does.
SECRET = re.compile(r"PASSWORD|SECRET|KEY|CONN|URL|BACKEND")
FROM_OUTSIDE = re.compile(r"\$\{(\w+):?\?[^}]*\}")


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load(COMPOSE.read_text(encoding="utf-8"))
    return content


@pytest.fixture(scope="module")
def services(compose: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = compose["services"]
    return found


def texts(value: Any) -> Iterator[str]:
    """Every text inside a value."""
    if isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from texts(item)
    elif value is not None:
        yield str(value)


def test_everything_that_is_needed_is_there(services: dict[str, Any]) -> None:
    assert set(services) == {"postgres", "mariadb", "redis"} | AIRFLOW


def test_nothing_listens_beyond_this_machine(services: dict[str, Any]) -> None:
    published = {name: service["ports"] for name, service in services.items() if "ports" in service}
    assert set(published) == {"api-server", "mariadb"}
    for name, ports in published.items():
        for port in ports:
            assert re.fullmatch(r"127\.0\.0\.1:\d+:\d+", port), f"{name} publishes {port}: begin it with 127.0.0.1:"
    assert not [name for name, service in services.items() if service.get("network_mode") or service.get("privileged")]


def test_images_are_pinned(services: dict[str, Any]) -> None:
    for name, service in services.items():
        if name in AIRFLOW:
            assert service["image"] == BUILT
            assert service["build"]["dockerfile"] == "docker/Dockerfile"
        else:
            tag = service["image"].partition(":")[2]
            assert re.match(r"\d+\.\d+(\.\d+)?-", tag), f"{name} is {service['image']}: name version and distribution"
    [base] = re.findall(r"^FROM (\S+)", (PROJECT_ROOT / "docker" / "Dockerfile").read_text(), re.MULTILINE)
    assert re.fullmatch(r"python:3\.11\.\d+-slim-\w+", base)
    locked = re.search(r"^apache-airflow==(\S+)", (PROJECT_ROOT / "requirements.lock").read_text(), re.MULTILINE)
    assert locked
    assert BUILT.endswith(f"-{locked[1]}"), "The image is named after another version of Airflow than the lock's"


def test_each_service_is_watched_restarted_and_bounded(services: dict[str, Any]) -> None:
    for name, service in services.items():
        if name == "init":
            assert (service["restart"], service["healthcheck"]) == ("no", {"disable": True})
        else:
            assert service["restart"] == "unless-stopped", f"{name} stays down after a crash"
            assert service["healthcheck"].get("test"), f"{name} has no health check"
            for part in ("interval", "timeout", "retries", "start_period"):
                assert service["healthcheck"].get(part), f"{name}: the health check has no {part}"
        assert service["mem_limit"], f"{name} may take all memory"
        assert "no-new-privileges:true" in service["security_opt"]


def test_services_wait_until_others_are_ready(services: dict[str, Any]) -> None:
    conditions = {"service_healthy", "service_completed_successfully"}
    for name, service in services.items():
        for other, how in service.get("depends_on", {}).items():
            assert how["condition"] in conditions, f"{name} does not wait until {other} is ready"
            assert (how["condition"] == "service_completed_successfully") == (other == "init")
    for name in AIRFLOW - {"init"}:
        assert {"init", "postgres", "redis"} <= set(services[name]["depends_on"])
    assert "mariadb" in services["init"]["depends_on"]


def test_secrets_come_from_outside_and_have_no_defaults(services: dict[str, Any]) -> None:
    named = set(FROM_OUTSIDE.findall("\n".join(texts(services))))
    with_default = [text for text in texts(services) if re.search(r"\$\{\w+:?[-+]", text)]
    assert not with_default, f"A default in {with_default}: write ${{NAME:?}}"
    plain = [text for text in texts(services) if re.search(r"(?<!\$)\$(\w|\{\w+\})", FROM_OUTSIDE.sub("", text))]
    assert not plain, f"Starts with an empty value when it is not set: {plain}"
    for name, service in services.items():
        for variable, value in (service.get("environment") or {}).items():
            if SECRET.search(variable) and not re.search(r"BASE_URL|SERVER_URL|_FILE$", variable):
                assert FROM_OUTSIDE.search(str(value)), f"{name}: the value of {variable} is written into the file"
    example = re.findall(r"^(\w+)=(.*)$", EXAMPLE.read_text(), re.MULTILINE)
    assert {variable for variable, _ in example} == named
    assert not [variable for variable, value in example if value], "An example of a secret would be used as one"
    assert ".env\n" in (PROJECT_ROOT / ".gitignore").read_text()


def test_the_key_of_the_api_is_on_the_workers_alone(services: dict[str, Any]) -> None:
    having = {name for name, service in services.items() if "PATENTRACK_USPTO_API_KEY" in "\n".join(texts(service))}
    assert having == {"worker-1", "worker-2"}
    assert set(services["worker-1"]["environment"]) >= {"AIRFLOW_CONN_USPTO_ODP"}


def test_the_workers_differ_in_name_only(services: dict[str, Any]) -> None:
    one, two = services["worker-1"], services["worker-2"]
    assert {key for key in one if one[key] != two[key]} == {"hostname"}


def test_the_variables_of_the_project_exist(services: dict[str, Any]) -> None:
    known = set(re.findall(r"PATENTRACK_\w+", (PROJECT_ROOT / "include" / "patentrack" / "settings.py").read_text()))
    used = {name for service in services.values() for name in service.get("environment", {}) if "PATENTRACK" in name}
    assert used
    assert used <= known


def test_airflow_talks_to_what_is_there(services: dict[str, Any]) -> None:
    environment = services["scheduler"]["environment"]
    assert environment["AIRFLOW__CORE__EXECUTOR"] == "CeleryExecutor"
    for name in ("AIRFLOW__DATABASE__SQL_ALCHEMY_CONN", "AIRFLOW__CELERY__RESULT_BACKEND"):
        assert "postgresql+psycopg2://" in environment[name]
    urls = "\n".join(value for value in texts(environment) if "://" in value)
    hosts = set(re.findall(r"(?:@|://)([a-z-]+):\d+", urls))
    assert hosts <= set(services)
    assert {"api-server", "postgres", "redis", "mariadb"} == hosts


def test_volumes_are_named_and_used(compose: dict[str, Any], services: dict[str, Any]) -> None:
    mounted = {text.partition(":")[0] for service in services.values() for text in service.get("volumes", [])}
    assert mounted - {"./docker/mariadb"} == set(compose["volumes"])
    for name in ("worker-1", "worker-2"):
        assert "landing:/var/lib/patentrack" in services[name]["volumes"], f"{name} does not see the others' files"


def test_what_the_image_copies_is_let_in(services: dict[str, Any]) -> None:
    dockerfile = (PROJECT_ROOT / "docker" / "Dockerfile").read_text()
    let_in = set(re.findall(r"^!(\S+)$", (PROJECT_ROOT / ".dockerignore").read_text(), re.MULTILINE))
    copied = {source for line in re.findall(r"^COPY (.+)$", dockerfile, re.MULTILINE) for source in line.split()[:-1]}
    assert copied == let_in
    assert all((PROJECT_ROOT / path).exists() for path in copied)
    assert services["init"]["command"][-1] == "/opt/patentrack/docker/init.sh"
    module = PROJECT_ROOT / "include" / "patentrack" / "orchestration" / "metadata.py"
    assert "POOLS" in {node.id for node in ast.walk(ast.parse(module.read_text())) if isinstance(node, ast.Name)}
    assert {"uspto_api", "warehouse"} <= set(POOLS)


def test_the_compose_client_accepts_it(tmp_path: Path, services: dict[str, Any]) -> None:
    client = _client()
    filled = tmp_path / "env"
    filled.write_text(re.sub(r"^(\w+)=$", r"\1=filled", EXAMPLE.read_text(), flags=re.MULTILINE))
    keyless = tmp_path / "keyless"
    keyless.write_text(re.sub(r"(PATENTRACK_USPTO_API_KEY=)filled", r"\1", filled.read_text()))

    assert _config(client, keyless).returncode == 0, "It has to start without a key of the API"
    accepted = _config(client, filled)
    assert accepted.returncode == 0, accepted.stderr
    assert set(yaml.safe_load(accepted.stdout)["services"]) == set(services)

    refused = _config(client, EXAMPLE)
    assert refused.returncode != 0, "It would start without secrets"


def _client() -> list[str]:
    if standalone := shutil.which("docker-compose"):
        return [standalone]
    docker = shutil.which("docker")
    if docker and not subprocess.run([docker, "compose", "version"], capture_output=True, check=False).returncode:
        return [docker, "compose"]
    pytest.skip("compose client not installed: apt-get install --no-install-recommends docker-compose")


def _config(client: list[str], env_file: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*client, "--file", str(COMPOSE), "--env-file", str(env_file), "config"],
        env={"PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": str(env_file.parent)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.mariadb
def test_the_rights_of_the_user_are_enough(mariadb_server: MariaDBServer, monkeypatch: pytest.MonkeyPatch) -> None:
    rights = (PROJECT_ROOT / "docker" / "mariadb" / "rights.sql").read_text().replace("'patentrack'@", "'composed'@")
    url = f"mysql+pymysql://composed:{mariadb_server.password}@127.0.0.1:{mariadb_server.port}/"
    monkeypatch.setenv("PATENTRACK_DATABASE_URL", url)
    warehouse = open_warehouse(load_settings())
    with mariadb_server.connect_as_administrator() as connection, connection.cursor() as cursor:
        cursor.execute(f"CREATE USER 'composed'@'%' IDENTIFIED BY '{mariadb_server.password}'")
        cursor.execute(rights)
    try:
        upgrade(warehouse)
        assert "db_uspto" in mariadb_server.databases("db_")
    finally:
        warehouse.engine.dispose()
        mariadb_server.drop_databases("db_")
        with mariadb_server.connect_as_administrator() as connection, connection.cursor() as cursor:
            cursor.execute("DROP USER 'composed'@'%'")
