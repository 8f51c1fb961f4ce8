import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { type Absence, absenceProblem, absentOn, isAbsentOn, substituteChain } from './absence.ts';

const away = (
  accountId: string,
  fromOn: string,
  untilOn: string | null,
  substituteId: string | null = null,
): Absence => ({ id: `${accountId} ${fromOn}`, accountId, fromOn, untilOn, substituteId });

describe('an absence', () => {
  test('covers its first and its last day, and no other', () => {
    const week = away('clara', '2026-03-09', '2026-03-13');
    const days = ['2026-03-08', '2026-03-09', '2026-03-13', '2026-03-14'];
    assert.deepEqual(
      days.map((on) => isAbsentOn(week, on)),
      [false, true, true, false],
    );
  });

  test('with an open end lasts until somebody ends it', () => {
    assert.ok(isAbsentOn(away('clara', '2026-03-09', null), '2031-01-01'));
  });
});

describe('the chain of substitutes', () => {
  const all = [
    away('anna', '2026-03-09', '2026-03-13', 'bernd'),
    away('bernd', '2026-03-11', '2026-03-20', 'carla'),
  ];
  const chainOn = (on: string) => substituteChain('anna', absentOn(all, on));

  test('is the person alone while they are there', () => assert.deepEqual(chainOn('2026-03-14'), ['anna']));
  test('leads to the substitute', () => assert.deepEqual(chainOn('2026-03-10'), ['anna', 'bernd']));
  test('goes on while substitutes are away themselves', () =>
    assert.deepEqual(chainOn('2026-03-11'), ['anna', 'bernd', 'carla']));
  test('ends even when the stored days form a loop', () => {
    const loop = [away('anna', '2026-03-09', null, 'bernd'), away('bernd', '2026-03-09', null, 'anna')];
    assert.deepEqual(substituteChain('anna', absentOn(loop, '2026-03-09')), ['anna', 'bernd', 'anna']);
  });
});

describe('an absence is refused', () => {
  const codeOf = (wanted: Absence, all: readonly Absence[] = []) => absenceProblem(wanted, all)?.code ?? null;

  test('when it ends before it begins', () => {
    assert.equal(codeOf(away('anna', '2026-03-10', '2026-03-09')), 'absenceEndsBeforeStart');
    assert.equal(codeOf(away('anna', '2026-03-10', '2026-03-10')), null);
  });

  test('with the person as their own substitute', () =>
    assert.equal(codeOf(away('anna', '2026-03-10', null, 'anna')), 'ownSubstitute'));

  test('when the person is away already on one of its days', () => {
    const known = [away('anna', '2026-03-10', '2026-03-12')];
    assert.equal(codeOf(away('anna', '2026-03-12', '2026-03-20'), known), 'absencesOverlap');
    assert.equal(codeOf(away('anna', '2026-03-01', null), known), 'absencesOverlap');
    assert.equal(codeOf(away('anna', '2026-03-13', null), known), null);
    assert.equal(codeOf(away('bernd', '2026-03-12', null), known), null);
  });

  test('but may be changed itself', () => {
    const known = away('anna', '2026-03-10', '2026-03-12');
    assert.equal(codeOf({ ...known, untilOn: '2026-03-15' }, [known]), null);
  });

  test('when substitutes would stand in for each other, naming the people and the first such day', () => {
    const known = [
      away('bernd', '2026-03-11', '2026-03-20', 'carla'),
      away('carla', '2026-03-16', null, 'anna'),
    ];
    assert.deepEqual(absenceProblem(away('anna', '2026-03-09', null, 'bernd'), known), {
      code: 'substituteLoop',
      chain: ['anna', 'bernd', 'carla', 'anna'],
      on: '2026-03-16',
    });
    assert.equal(codeOf(away('anna', '2026-03-09', '2026-03-15', 'bernd'), known), null);
  });

  test('exactly when some day would close a loop, whatever the people entered (property)', () => {
    const day = fc.integer({ min: 1, max: 9 }).map((number) => `2026-03-0${number}`);
    const person = fc.constantFrom('anna', 'bernd', 'carla', 'doris');
    const absence = fc
      .record({
        accountId: person,
        from: day,
        until: day,
        substituteId: fc.option(person),
        open: fc.boolean(),
      })
      .map(({ accountId, from, until, substituteId, open }) => {
        const [fromOn = from, untilOn = until] = [from, until].toSorted();
        return away(accountId, fromOn, open ? null : untilOn, substituteId);
      });
    let loops = 0;
    fc.assert(
      fc.property(fc.array(absence, { maxLength: 12 }), (entered) => {
        const saved: Absence[] = [];
        for (const [position, one] of entered.entries()) {
          const wanted = { ...one, id: String(position) };
          const problem = absenceProblem(wanted, saved);
          if (problem === null) saved.push(wanted);
          if (problem?.code !== 'substituteLoop') continue;
          loops++;
          const chain = substituteChain(wanted.accountId, absentOn([...saved, wanted], problem.on));
          assert.deepEqual(chain, problem.chain);
        }
        for (let number = 1; number <= 9; number++) {
          const absent = absentOn(saved, `2026-03-0${number}`);
          for (const id of absent.keys()) {
            const chain = substituteChain(id, absent);
            assert.equal(new Set(chain).size, chain.length, `no loop from ${id}: ${chain.join(' -> ')}`);
          }
        }
      }),
      { numRuns: 500, seed: 20_260_302 },
    );
    assert.ok(loops > 50, `the runs met ${loops} loops`);
  });
});
