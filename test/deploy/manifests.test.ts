import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument } from 'yaml';
import { METRICS } from '../../src/meter/metric-table.js';
import { ROOT } from '../support/data-content.js';

const FLAGS = ['--max-semi-space-size=64', '--min-semi-space-size=32'];

const read = (path: string): string => readFileSync(join(ROOT, 'docker', path), 'utf8');

interface ComposeService {
  readonly image: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly secrets: readonly string[];
  readonly ports?: readonly string[];
  readonly networks: readonly string[];
  readonly privileged?: boolean;
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
}
interface Compose {
  readonly services: Readonly<Record<'haven' | 'database', ComposeService>>;
  readonly networks: Readonly<Record<string, object>>;
  readonly secrets: object;
}

interface Container {
  readonly securityContext: object;
  readonly env: readonly { readonly name: string; readonly value: string }[];
  readonly volumeMounts: readonly {
    readonly name: string;
    readonly mountPath: string;
    readonly readOnly?: boolean;
  }[];
  readonly resources: { readonly limits: object };
  readonly lifecycle: { readonly preStop: { readonly exec: { readonly command: readonly string[] } } };
  readonly startupProbe: { readonly httpGet: object };
  readonly readinessProbe: { readonly httpGet: object };
  readonly livenessProbe: { readonly httpGet: object };
}
interface Selected {
  readonly selector: { readonly matchLabels: object };
}
interface Deployment {
  readonly spec: Selected & {
    readonly replicas: number;
    readonly strategy: { readonly rollingUpdate: object };
    readonly template: {
      readonly metadata: { readonly labels: object };
      readonly spec: {
        readonly securityContext: object;
        readonly containers: readonly [Container];
        readonly volumes: readonly { readonly name: string; readonly hostPath?: object }[];
        readonly automountServiceAccountToken: boolean;
        readonly terminationGracePeriodSeconds: number;
      };
    };
  };
}
interface Policy {
  readonly spec: {
    readonly podSelector: { readonly matchLabels: object };
    readonly policyTypes: readonly string[];
    readonly ingress: readonly { readonly from: readonly object[]; readonly ports: readonly object[] }[];
    readonly egress: readonly {
      readonly to: readonly { readonly ipBlock?: { readonly cidr: string } }[];
      readonly ports: readonly object[];
    }[];
  };
}
interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly annotations: { readonly summary: string };
}

/** A YAML file, in which nothing may be wrong or said twice. */
function parse(path: string): unknown {
  const document = parseDocument(read(path), { strict: true, uniqueKeys: true });
  expect([...document.errors, ...document.warnings]).toStrictEqual([]);
  return document.toJS() as unknown;
}

describe('Node is started alike everywhere (docs/operations.md, docs/benchmarks.md)', () => {
  it('by npm start, by the image, and as the documents say', () => {
    const from = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
    // The shell of npm passes no signal on: Node takes its place.
    expect(from('package.json')).toContain(`"start": "exec node ${FLAGS.join(' ')} dist/main.js serve"`);
    const entry = ['node', ...FLAGS, 'dist/main.js'].map((word) => JSON.stringify(word)).join(', ');
    expect(read('Dockerfile')).toContain(`ENTRYPOINT [${entry}]`);
    expect(from('docs/operations.md')).toContain(FLAGS.join(' '));
  });
});

describe('docker/Dockerfile', () => {
  const lines = read('Dockerfile')
    .replaceAll(/\\\n\s*/g, '')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  const after = (word: string): string[] =>
    lines.filter((line) => line.startsWith(`${word} `)).map((line) => line.slice(word.length + 1));

  it('builds in one stage and runs in another, both on a base of one exact version', () => {
    expect(after('FROM')).toHaveLength(2);
    for (const base of after('FROM'))
      expect(base).toMatch(/^node:20\.\d+\.\d+-bookworm(?:-slim)?(?: AS build)?$/);
    expect(after('FROM').map((base) => base.split('-')[0])).toStrictEqual([
      after('FROM')[0]?.split('-')[0],
      after('FROM')[0]?.split('-')[0],
    ]);
  });

  it('runs as a user who is not root, by number, and leaves no development packages behind', () => {
    expect(after('USER')).toStrictEqual(['1000:1000']);
    expect(lines.indexOf('USER 1000:1000')).toBeGreaterThan(
      lines.findLastIndex((line) => line.startsWith('RUN')),
    );
    expect(after('RUN').some((command) => command.includes('npm prune --omit=dev'))).toBe(true);
  });

  it('writes to one folder only, which is the user’s own', () => {
    expect(after('VOLUME')).toStrictEqual(['["/app/var"]']);
    expect(after('RUN')).toContain('install -d -o node -g node -m 0700 var');
  });

  it('asks /health about itself, by Node, since there is no curl', () => {
    expect(after('HEALTHCHECK')[0]).toMatch(/CMD \["node", .*\/health/);
  });

  it('copies files that are there, and carries no secret', () => {
    expect(lines.join('\n')).not.toMatch(/TOKEN|PASSWORD|KEYS|ARG/);
    const ignored = readFileSync(join(ROOT, '.dockerignore'), 'utf8').split('\n');
    for (const folder of ['.git', 'var', 'node_modules', 'test']) expect(ignored).toContain(folder);
  });
});

describe('docker/compose.yaml', () => {
  const { services, networks, secrets } = parse('compose.yaml') as Compose;

  it.each(['haven', 'database'] as const)(
    '%s has a read-only root, no capabilities that it does not name, and limits',
    (name) => {
      const service = services[name];
      expect(service).toMatchObject({
        read_only: true,
        cap_drop: ['ALL'],
        security_opt: ['no-new-privileges:true'],
        pids_limit: expect.any(Number),
        mem_limit: expect.any(String),
      });
      expect(service.privileged).toBeUndefined();
    },
  );

  it('takes every secret from a file, none from the environment', () => {
    for (const service of Object.values(services)) {
      const secretive = Object.keys(service.environment).filter((key) =>
        /TOKEN|PASSWORD|KEYS|DATABASE_URL/.test(key),
      );
      expect(secretive.length).toBeGreaterThan(0);
      for (const key of secretive) {
        expect(key).toMatch(/_FILE$/);
        const file = String(service.environment[key]).replace('/run/secrets/', '');
        expect(service.secrets).toContain(file);
        expect(secrets).toHaveProperty(file);
      }
    }
  });

  it('shows the service to this machine alone and the database to nobody', () => {
    expect(services.haven.ports).toStrictEqual(['127.0.0.1:3000:3000']);
    expect(services.database.ports).toBeUndefined();
    expect(services.database.networks).toStrictEqual(['back']);
    expect(networks['back']).toStrictEqual({ internal: true });
  });

  it('pins the database by version and waits until it answers', () => {
    expect(services.database.image).toMatch(/^postgres:\d+\.\d+-/);
    expect(services.haven.depends_on?.['database']?.condition).toBe('service_healthy');
  });
});

describe('docker/kubernetes', () => {
  const files = readdirSync(join(ROOT, 'docker', 'kubernetes'));
  const deployment = parse('kubernetes/deployment.yaml') as Deployment;
  const policy = parse('kubernetes/network-policy.yaml') as Policy;
  const service = parse('kubernetes/service.yaml') as { readonly spec: { readonly selector: object } };
  const budget = parse('kubernetes/pod-disruption-budget.yaml') as {
    readonly spec: Selected & { readonly minAvailable: number };
  };
  const pod = deployment.spec.template;
  const [container] = pod.spec.containers;

  it('has a Deployment, a Service, a disruption budget and a network policy, for the same pods', () => {
    expect(files.toSorted()).toStrictEqual([
      'deployment.yaml',
      'network-policy.yaml',
      'pod-disruption-budget.yaml',
      'service.yaml',
    ]);
    const labels = pod.metadata.labels;
    expect(deployment.spec.selector.matchLabels).toStrictEqual(labels);
    expect(service.spec.selector).toStrictEqual(labels);
    expect(budget.spec.selector.matchLabels).toStrictEqual(labels);
    expect(policy.spec.podSelector.matchLabels).toStrictEqual(labels);
  });

  it('keeps two of three replicas through a drain, and all of them through an update', () => {
    expect(deployment.spec.replicas).toBe(3);
    expect(budget.spec.minAvailable).toBe(2);
    expect(deployment.spec.strategy.rollingUpdate).toStrictEqual({ maxSurge: 1, maxUnavailable: 0 });
  });

  it('meets the restricted Pod Security Standard, with a read-only root (kubernetes.io, Pod Security Standards)', () => {
    expect(pod.spec.securityContext).toMatchObject({
      runAsNonRoot: true,
      runAsUser: 1000,
      seccompProfile: { type: 'RuntimeDefault' },
    });
    expect(container.securityContext).toStrictEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
    for (const name of ['hostNetwork', 'hostPID', 'hostIPC']) expect(pod.spec).not.toHaveProperty(name);
    for (const volume of pod.spec.volumes) expect(volume.hostPath).toBeUndefined();
    expect(pod.spec.automountServiceAccountToken).toBe(false);
  });

  it('never takes a pod out of service for what readiness says: every probe asks /health (invariant 7)', () => {
    for (const probe of ['startupProbe', 'readinessProbe', 'livenessProbe'] as const)
      expect(container[probe].httpGet).toStrictEqual({ path: '/health', port: 'http' });
  });

  it('takes secrets from files, writes to the spool and /tmp only, and mounts nothing that is not there', () => {
    const secretive = container.env.filter(({ name }) => /TOKEN|KEYS|DATABASE_URL/.test(name));
    expect(secretive).toHaveLength(3);
    for (const { name, value } of secretive) {
      expect(name).toMatch(/_FILE$/);
      expect(value).toMatch(/^\/run\/secrets\/haven\//);
    }
    const writable = container.volumeMounts.filter(({ readOnly }) => readOnly !== true);
    expect(writable.map(({ mountPath }) => mountPath)).toStrictEqual(['/app/var', '/tmp']);
    const volumes = pod.spec.volumes.map(({ name }) => name);
    for (const { name } of container.volumeMounts) expect(volumes).toContain(name);
  });

  it('gives calls in flight their ten seconds after the address is gone', () => {
    const [, , script] = container.lifecycle.preStop.exec.command;
    const waits = Number(/(\d+)\)$/.exec(script ?? '')?.[1]) / 1000;
    expect(pod.spec.terminationGracePeriodSeconds).toBeGreaterThanOrEqual(waits + 10);
  });

  it('limits memory and not CPU', () => {
    expect(Object.keys(container.resources.limits)).toStrictEqual(['memory']);
  });

  it('lets in and out only what is named, and no address outside a documentation range', () => {
    const { policyTypes, ingress, egress } = policy.spec;
    expect(policyTypes).toStrictEqual(['Ingress', 'Egress']);
    for (const rule of [...ingress, ...egress]) {
      expect(('from' in rule ? rule.from : rule.to).length).toBeGreaterThan(0);
      expect(rule.ports.length).toBeGreaterThan(0);
    }
    const cidrs = egress.flatMap(({ to }) => to.flatMap(({ ipBlock }) => ipBlock?.cidr ?? []));
    expect(cidrs).toStrictEqual(['192.0.2.10/32']);
  });
});

describe('docker/prometheus-alerts.yaml', () => {
  const { groups } = parse('prometheus-alerts.yaml') as {
    readonly groups: readonly { readonly rules: readonly Rule[] }[];
  };
  const rules = groups.flatMap((group) => group.rules);

  it.each(rules.map((rule) => [rule.alert, rule] as const))(
    '%s asks for metrics and labels that are there',
    (_name, rule) => {
      const asked = [...rule.expr.matchAll(/haven_\w+/g)].map(([name]) => name.replace(/_bucket$/, ''));
      expect(asked.length).toBeGreaterThan(0);
      for (const name of asked) expect(METRICS).toHaveProperty(name);
      const labels = asked.flatMap(
        (name) => METRICS[name as keyof typeof METRICS].labels as readonly string[],
      );
      const by = [...rule.expr.matchAll(/by \(([^)]+)\)/g)].flatMap(([, names]) => (names ?? '').split(', '));
      for (const label of by.filter((name) => name !== 'le')) expect(labels).toContain(label);
    },
  );

  it('alerts on every alarm of the watch, in neutral words', () => {
    const asked = rules.map(({ expr }) => expr).join(' ');
    for (const name of Object.keys(METRICS).filter((metric) =>
      /alarm|heartbeat_ok|problems|reasons/.test(metric),
    ))
      expect(asked).toContain(name);
    for (const { annotations } of rules) expect(annotations.summary).not.toMatch(/traffick|exploit|victim/i);
  });
});
