'use strict';
(function () {
  const data = JSON.parse(document.getElementById('data').textContent);
  const element = document.getElementById('charts');
  const root = document.documentElement;
  const select = document.getElementById('instrument');
  const HALF_WINDOW = 0.04;
  const LANES = ['other', 'band', 'denied', 'limit', 'state', 'trip'];
  let chart = null;
  let current = null;      // the instrument that is drawn, decoded
  let at = null;           // number of the decision that is looked at

  const ms = units => data.originMs + units * data.unitMs;
  const color = name => getComputedStyle(root).getPropertyValue('--' + name).trim();
  const byNumber = number => document.querySelector('tbody[data-n="' + number + '"]');

  // A series comes as differences of integers; null ends a line.
  function decode(series) {
    if (!series) { return []; }
    const scale = Math.pow(10, -series.d);
    let time = 0;
    let value = 0;
    return series.t.map((step, i) => {
      time += step;
      if (series.v[i] === null) { return [ms(time), null]; }
      value += series.v[i];
      return [ms(time), value * scale];
    });
  }

  // Around the decisions there is a second, closer thinning: it takes the place of the first one there.
  function closer(points, focus) {
    if (focus.length === 0) { return points; }
    const from = focus[0][0];
    const to = focus[focus.length - 1][0];
    return points.filter(point => point[0] < from).concat(focus, points.filter(point => point[0] > to));
  }

  // What held at a time: the last sample at or before it.
  function valueAt(points, time) {
    let low = 0;
    let high = points.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      if (points[middle][0] <= time) { low = middle + 1; } else { high = middle - 1; }
    }
    return high < 0 ? null : points[high][1];
  }

  function load(index) {
    const raw = data.instruments[index];
    const series = {};
    ['price', 'bid', 'ask', 'lower', 'upper', 'reference', 'fast', 'slow', 'limit', 'depth', 'floor', 'rate', 'latency']
      .forEach(name => { series[name] = closer(decode(raw.series[name]), decode((raw.focus || {})[name])); });
    return { raw: raw, series: series };
  }

  const has = name => current.series[name].some(point => point[1] !== null);
  const digits = value => value === null ? 'none' : value.toFixed(Math.abs(value) < 10 ? 4 : 2);
  const price = value => value === null ? 'none' : value.toFixed(current.raw.exponent);
  const count = value => value === null ? 'none' : Math.round(value).toLocaleString('en-US');

  function clock(time, isExact) {
    const text = new Date(time).toISOString();
    return isExact ? text.slice(0, 10) + ' ' + text.slice(11, 23) : text.slice(11, 19);
  }

  // One panel below the other; those without data are left out.
  function panels() {
    const rows = [
      { id: 'price', height: 330, title: 'price' },
      { id: 'state', height: 20, title: '' },
      { id: 'lanes', height: 0, title: '' }];
    const lanes = LANES.filter(lane => current.raw.markers.some(marker => marker[0] === lane));
    rows[2].lanes = lanes;
    rows[2].height = lanes.length * 17;
    if (has('fast') && current.series.fast.some(point => point[1] > 0)) {
      rows.push({ id: 'volatility', height: 120, title: 'volatility, % per \u221Aminute' });
    }
    if (has('depth')) { rows.push({ id: 'depth', height: 110, title: 'depth of the thinner side, lots' }); }
    if (has('rate')) { rows.push({ id: 'rate', height: 90, title: 'messages per second' }); }
    // A tape by the exchange's own clock has no way to the engine: its line would be zero throughout.
    if (current.series.latency.some(point => point[1] !== null && point[1] !== 0)) {
      rows.push({ id: 'latency', height: 90, title: 'from the source to the engine, ms' });
    }
    let top = 6;
    rows.filter(row => row.height > 0).forEach(row => {
      row.top = top + (row.title ? 18 : 0);
      top = row.top + row.height + (row.id === 'price' || row.id === 'state' ? 6 : 14);
    });
    return { rows: rows.filter(row => row.height > 0), end: top };
  }

  function line(name, label, grid, style, more) {
    return Object.assign({
      id: name, name: label, type: 'line', xAxisIndex: grid, yAxisIndex: grid, data: current.series[name],
      showSymbol: false, symbol: 'none', animation: false, connectNulls: false, silent: true,
      lineStyle: Object.assign({ width: 1.3 }, style), itemStyle: { color: style.color }, emphasis: { disabled: true }
    }, more || {});
  }

  function stateAreas(opacity, isLabelled) {
    return current.raw.states
      .filter(span => isLabelled || span[2] !== 'OPEN')
      .map(span => [{
        xAxis: ms(span[0]), name: span[2],
        itemStyle: { color: color(span[2]), opacity: opacity },
        label: { show: false }
      }, { xAxis: ms(span[1]) }]);
  }

  // Names stand in the ribbon where the part of it that is seen has room.
  function stateNames(zoom) {
    const width = element.clientWidth - 90;
    const from = zoom.start / 100 * data.end;
    const to = Math.max(from + 1, zoom.end / 100 * data.end);
    return current.raw.states.map(span => [Math.max(span[0], from), Math.min(span[1], to), span[2]])
      .filter(span => (span[1] - span[0]) / (to - from) * width > span[2].length * 8 + 8)
      .map(span => ({ value: [ms((span[0] + span[1]) / 2), 0], name: span[2],
        label: { color: color(span[2] === 'OPEN' || span[2] === 'CLOSED' ? 'text' : 'statetext') } }));
  }

  function priceSeries(grid) {
    const series = [];
    const step = { step: 'end' };
    if (has('upper')) { series.push(line('upper', 'upper band', grid, { color: color('band'), type: [6, 3] }, step)); }
    if (has('lower')) { series.push(line('lower', 'lower band', grid, { color: color('band'), type: [6, 3] }, step)); }
    if (has('reference')) {
      series.push(line('reference', 'reference', grid, { color: color('reference'), type: [2, 3] }, step));
    }
    const isThin = has('price');
    ['bid', 'ask'].forEach(name => {
      if (has(name)) {
        series.push(line(name, 'best ' + name, grid, { color: color(isThin ? 'slow' : 'price'), width: isThin ? 0.7 : 1.2,
          opacity: isThin ? 0.6 : 1 }, step));
      }
    });
    if (has('price')) { series.push(line('price', 'trades', grid, { color: color('price') })); }
    series.push({
      id: 'halts', name: 'halts', type: 'line', xAxisIndex: grid, yAxisIndex: grid, data: [], silent: true,
      markArea: { silent: true, data: stateAreas(0.16, false) }
    });
    series.push({
      id: 'trips', name: 'trips', type: 'line', xAxisIndex: grid, yAxisIndex: grid, data: [], animation: false,
      markLine: {
        symbol: ['none', 'none'], silent: true, animation: false, label: { show: false },
        lineStyle: { color: color('trip'), width: 1, type: 'solid', opacity: 0.55 },
        data: current.raw.markers.filter(marker => marker[0] === 'trip').map(marker => ({ xAxis: ms(marker[1]) }))
      }
    });
    return series;
  }

  function ribbonSeries(grid, zoom) {
    return [{
      id: 'ribbon', type: 'line', xAxisIndex: grid, yAxisIndex: grid, data: [], silent: true,
      markArea: { silent: true, data: stateAreas(1, true) }
    }, {
      id: 'statenames', type: 'scatter', xAxisIndex: grid, yAxisIndex: grid, symbolSize: 0.01, silent: true,
      animation: false, data: stateNames(zoom),
      label: { show: true, formatter: '{b}', fontSize: 10, position: 'inside' }
    }];
  }

  const LEGEND = ['price', 'bid', 'ask', 'upper', 'lower', 'reference', 'fast', 'slow', 'limit', 'depth', 'floor'];
  const LANE_COLOR = { trip: 'trip', state: 'other', limit: 'limitstate', denied: 'denied', band: 'band', other: 'other' };
  const LANE_SYMBOL = { trip: 'triangle', state: 'rect', limit: 'diamond', denied: 'circle', band: 'rect', other: 'roundRect' };

  // A mark for every decision; runs of like ones are bars from their first to their last.
  function laneSeries(grid, lanes) {
    const series = [];
    lanes.forEach((lane, y) => {
      const marks = current.raw.markers.filter(marker => marker[0] === lane);
      const tint = color(LANE_COLOR[lane]);
      const bars = [];
      marks.filter(mark => mark[2] > mark[1]).forEach(mark => bars.push([ms(mark[1]), y], [ms(mark[2]), y], [ms(mark[2]), null]));
      if (bars.length > 0) {
        series.push({ id: 'bar-' + lane, type: 'line', xAxisIndex: grid, yAxisIndex: grid, data: bars, symbol: 'none',
          animation: false, silent: true, lineStyle: { color: tint, width: 5, opacity: 0.45, cap: 'butt' } });
      }
      series.push({ id: 'mark-' + lane, name: lane, type: 'scatter', xAxisIndex: grid, yAxisIndex: grid, animation: false,
        symbol: LANE_SYMBOL[lane], symbolSize: lane === 'trip' ? 11 : 7, itemStyle: { color: tint },
        data: marks.map(mark => ({ value: [ms(mark[1]), y], mark: mark })) });
    });
    return series;
  }

  function tooltip(params) {
    const list = Array.isArray(params) ? params : [params];
    if (list.length === 0) { return ''; }
    const time = list[0].axisValue === undefined ? list[0].value[0] : list[0].axisValue;
    const rows = [];
    const add = (label, name, format) => {
      if (has(name)) { rows.push([label, format(valueAt(current.series[name], time))]); }
    };
    add('trade', 'price', price);
    add('best bid', 'bid', price);
    add('best ask', 'ask', price);
    add('upper band', 'upper', price);
    add('reference', 'reference', value => value === null ? 'none' : value.toFixed(current.raw.exponent + 2));
    add('lower band', 'lower', price);
    const state = current.raw.states.find(span => ms(span[0]) <= time && time <= ms(span[1]));
    if (state) { rows.push(['state', state[2]]); }
    add('\u03C3 fast', 'fast', digits);
    add('\u03C3 slow', 'slow', digits);
    add('\u03C3 limit', 'limit', digits);
    add('depth', 'depth', count);
    add('depth floor', 'floor', count);
    add('messages/s', 'rate', count);
    add('latency, ms', 'latency', value => value === null ? 'none' : value.toFixed(3));
    const body = rows.map(row => '<tr><td style="padding:0 12px 0 0;border:0">' + row[0]
      + '</td><td style="text-align:right;padding:0;border:0">' + row[1] + '</td></tr>').join('');
    return '<b>' + clock(time, true) + '</b><table style="width:auto;font-size:12px">' + body + '</table>';
  }

  function markTooltip(params) {
    const mark = params.data && params.data.mark;
    if (!mark) { return ''; }
    const safe = document.createElement('span');
    safe.textContent = mark[5];
    return '<b>decision ' + mark[3].toLocaleString('en-US') + '</b>' + (mark[4] > 1 ? ' and ' + (mark[4] - 1).toLocaleString('en-US')
      + ' more of the rule' : '') + '<br>' + safe.innerHTML + '<br>' + clock(ms(mark[1]), true);
  }

  function option(zoom) {
    const layout = panels();
    const text = color('muted');
    const grids = [];
    const xAxes = [];
    const yAxes = [];
    const titles = [];
    const legends = [];
    let series = [];
    layout.rows.forEach((row, i) => {
      const isLast = i === layout.rows.length - 1;
      grids.push({ left: 72, right: 18, top: row.top, height: row.height });
      xAxes.push({
        type: 'time', gridIndex: i, min: data.originMs, max: ms(Math.max(1, data.end)),
        axisLabel: { show: isLast, color: text, hideOverlap: true, formatter: {
          year: '{yyyy}', month: '{MMM} {yyyy}', day: '{MMM} {d}', hour: '{HH}:{mm}', minute: '{HH}:{mm}', second: '{HH}:{mm}:{ss}',
          millisecond: '{HH}:{mm}:{ss}.{SSS}', none: '{HH}:{mm}:{ss}' } },
        axisTick: { show: isLast }, axisLine: { lineStyle: { color: color('line') } },
        splitLine: { show: row.id !== 'state', lineStyle: { color: color('grid') } },
        axisPointer: { show: true, snap: false, label: { show: isLast, formatter: p => clock(p.value, true) } }
      });
      const plain = row.id === 'state' || row.id === 'lanes';
      yAxes.push({
        type: plain ? 'category' : 'value', gridIndex: i, scale: row.id === 'price', splitNumber: row.height > 200 ? 6 : 3,
        data: plain ? row.lanes || ['state'] : undefined,
        axisLabel: { color: text, formatter: row.id === 'price' ? value => value.toFixed(current.raw.exponent) : undefined,
          interval: plain ? 0 : undefined, fontSize: 11 },
        axisLine: { show: !plain, lineStyle: { color: color('line') } }, axisTick: { show: false },
        splitLine: { show: !plain, lineStyle: { color: color('grid') } },
        axisPointer: { show: false }
      });
      if (row.title) {
        titles.push({ text: row.title, left: 68, top: row.top - 19,
          textStyle: { fontSize: 12, fontWeight: 600, color: text } });
      }
      const before = series.length;
      if (row.id === 'price') { series = series.concat(priceSeries(i)); }
      if (row.id === 'state') { series = series.concat(ribbonSeries(i, zoom)); }
      if (row.id === 'lanes') { series = series.concat(laneSeries(i, row.lanes)); }
      if (row.id === 'volatility') {
        series.push(line('fast', '\u03C3 fast', i, { color: color('fast') }));
        series.push(line('slow', '\u03C3 slow', i, { color: color('slow'), type: [2, 3] }));
        if (has('limit')) { series.push(line('limit', '\u03C3 limit', i, { color: color('limit'), type: [6, 3] }, { step: 'end' })); }
      }
      if (row.id === 'depth') {
        series.push(line('depth', 'depth', i, { color: color('fast'), width: 0.8 }));
        if (has('floor')) { series.push(line('floor', 'depth floor', i, { color: color('limit'), type: [6, 3] }, { step: 'end' })); }
      }
      if (row.id === 'rate') {
        series.push(line('rate', 'messages/s', i, { color: color('rate') }, { areaStyle: { color: color('rate'), opacity: 0.18 } }));
      }
      if (row.id === 'latency') {
        series.push(line('latency', 'latency', i, { color: color('slow'), width: 1 }));
      }
      const names = series.slice(before).filter(one => LEGEND.indexOf(one.id) >= 0).map(one => one.name);
      if (row.title && names.length > 1) {
        legends.push({ top: row.top - 22, right: 18, itemWidth: 24, itemHeight: 8, itemStyle: { opacity: 0 }, data: names, padding: 2,
          textStyle: { color: text, fontSize: 11 }, inactiveColor: color('line') });
      }
    });
    const all = layout.rows.map((row, i) => i);
    element.style.height = (layout.end + 50) + 'px';
    return {
      useUTC: true, animation: false, backgroundColor: 'transparent', textStyle: { fontFamily: 'system-ui, "DejaVu Sans", sans-serif' },
      title: titles, grid: grids, xAxis: xAxes, yAxis: yAxes, series: series,
      legend: legends,
      axisPointer: { link: [{ xAxisIndex: 'all' }], lineStyle: { color: color('muted') } },
      tooltip: { trigger: 'axis', formatter: tooltip, confine: true, backgroundColor: color('panel'), borderColor: color('line'),
        textStyle: { color: color('text'), fontSize: 12 }, axisPointer: { type: 'line' }, transitionDuration: 0 },
      dataZoom: [
        { type: 'inside', xAxisIndex: all, filterMode: 'none', zoomOnMouseWheel: 'ctrl', moveOnMouseWheel: false,
          start: zoom.start, end: zoom.end },
        { type: 'slider', xAxisIndex: all, filterMode: 'none', bottom: 6, height: 20, left: 72, right: 18,
          showDataShadow: false, borderColor: color('line'), textStyle: { color: text },
          labelFormatter: value => clock(value, false), start: zoom.start, end: zoom.end }]
    };
  }

  function zoomNow() {
    const zoom = chart && chart.getOption() && chart.getOption().dataZoom;
    return zoom && zoom.length ? { start: zoom[0].start, end: zoom[0].end } : { start: 0, end: 100 };
  }

  function draw(zoom) {
    if (!current) { return; }
    const next = option(zoom || { start: 0, end: 100 });
    if (!chart) {
      chart = echarts.init(element, null, { renderer: 'canvas' });
      chart.on('click', event => { if (event.data && event.data.mark) { open(event.data.mark[3], true); } });
      chart.on('mouseover', event => {
        if (event.data && event.data.mark) { element.title = markTooltip(event).replace(/<br>/g, '\n').replace(/<[^>]*>/g, ''); }
      });
      chart.on('datazoom', () => chart.setOption({ series: [{ id: 'statenames', data: stateNames(zoomNow()) }] }));
      chart.on('mouseout', () => { element.title = ''; });
    }
    chart.resize();
    chart.setOption(next, true);
  }

  // Where the decisions are, with room on both sides; null where there are none, or where that is most of the range.
  function aroundDecisions() {
    const marks = current.raw.markers.filter(mark => mark[0] !== 'band');
    if (marks.length === 0) { return null; }
    const from = Math.min.apply(null, marks.map(mark => mark[1])) / Math.max(1, data.end) * 100;
    const to = Math.max.apply(null, marks.map(mark => mark[2])) / Math.max(1, data.end) * 100;
    const room = Math.max(1, (to - from) * 0.15);
    return to - from > 35 ? null : { start: Math.max(0, from - room), end: Math.min(100, to + room) };
  }

  function choose(index) {
    current = load(index);
    select.value = String(index);
    document.getElementById('around').disabled = aroundDecisions() === null;
    draw(aroundDecisions());
  }

  // Decisions: why, show, next and previous.
  function toggle(body, isOpen) {
    const button = body.querySelector('button.why');
    button.setAttribute('aria-expanded', String(isOpen));
    body.querySelector('tr.detail').hidden = !isOpen;
  }

  function open(number, isScrolling) {
    document.querySelectorAll('tbody.at').forEach(body => body.classList.remove('at'));
    at = number;
    const body = byNumber(number);
    if (!body) { return; }
    body.hidden = false;
    body.classList.add('at');
    if (isScrolling) {
      toggle(body, true);
      body.scrollIntoView({ block: 'center' });
      body.querySelector('button.why').focus({ preventScroll: true });
    }
  }

  function show(number) {
    const index = data.instruments.findIndex(one => one.markers.some(mark => mark[3] === number));
    if (index < 0) { return; }
    if (!current || current.raw !== data.instruments[index]) {
      const isHere = current && current.raw.markers.some(mark => mark[3] === number);
      if (!isHere) { choose(index); }
    }
    const mark = current.raw.markers.find(one => one[3] === number);
    const middle = mark[1] / Math.max(1, data.end) * 100;
    chart.dispatchAction({ type: 'dataZoom', dataZoomIndex: 0, start: Math.max(0, middle - HALF_WINDOW * 100),
      end: Math.min(100, middle + HALF_WINDOW * 100) });
    open(number, false);
  }

  function walk(step) {
    if (!current) { return; }
    const numbers = current.raw.markers.map(mark => mark[3])
      .filter(number => { const body = byNumber(number); return body && !body.hidden; }).sort((a, b) => a - b);
    if (numbers.length === 0) { return; }
    let index = numbers.indexOf(at);
    index = index < 0 ? (step > 0 ? 0 : numbers.length - 1) : Math.min(numbers.length - 1, Math.max(0, index + step));
    show(numbers[index]);
  }

  function filter() {
    const kinds = Array.from(document.querySelectorAll('.filter input')).filter(box => box.checked).map(box => box.value);
    const words = document.getElementById('search').value.toLowerCase();
    document.querySelectorAll('#decisions tbody').forEach(body => {
      body.hidden = kinds.indexOf(body.dataset.kind) < 0
        || words !== '' && body.rows[0].textContent.toLowerCase().indexOf(words) < 0;
    });
  }

  function sortBy(header) {
    const table = document.getElementById('decisions');
    const column = Array.from(header.parentNode.children).indexOf(header);
    const isDown = header.getAttribute('aria-sort') === 'ascending';
    const isNumber = header.dataset.sort === 'number';
    const key = body => {
      const text = body.rows[0].cells[column].textContent.trim();
      return isNumber ? parseFloat(text.replace(/[^0-9.-]/g, '')) || 0 : text;
    };
    const rows = Array.from(table.tBodies).map(body => ({ body: body, key: key(body), n: Number(body.dataset.n) }));
    rows.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.n - b.n) * (isDown ? -1 : 1));
    rows.forEach(row => table.appendChild(row.body));
    header.parentNode.querySelectorAll('th').forEach(th => th.removeAttribute('aria-sort'));
    header.setAttribute('aria-sort', isDown ? 'descending' : 'ascending');
  }

  document.querySelectorAll('#decisions th').forEach(th =>
    th.querySelector('button').addEventListener('click', () => sortBy(th)));
  document.querySelectorAll('.filter input').forEach(box => box.addEventListener('change', filter));
  document.getElementById('search').addEventListener('input', filter);
  document.getElementById('decisions').addEventListener('click', event => {
    const button = event.target.closest('button');
    if (button && button.classList.contains('why')) {
      toggle(button.closest('tbody'), button.getAttribute('aria-expanded') !== 'true');
    } else if (button && button.classList.contains('show')) {
      show(Number(button.dataset.n));
      element.scrollIntoView({ block: 'start' });
    }
  });
  document.getElementById('next').addEventListener('click', () => walk(1));
  document.getElementById('previous').addEventListener('click', () => walk(-1));
  document.getElementById('whole').addEventListener('click', () => draw());
  document.getElementById('around').addEventListener('click', () => draw(aroundDecisions()));
  document.getElementById('print').addEventListener('click', () => window.print());
  document.addEventListener('keydown', event => {
    if (event.target.matches('input, select, textarea') || event.ctrlKey || event.metaKey || event.altKey) { return; }
    if (event.key === 'n') { walk(1); }
    if (event.key === 'p') { walk(-1); }
    if (event.key === '0') { draw(); }
  });
  const isDark = () => root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  const theme = document.getElementById('theme');
  theme.setAttribute('aria-pressed', String(isDark()));
  theme.addEventListener('click', () => {
    root.dataset.theme = isDark() ? 'light' : 'dark';
    theme.setAttribute('aria-pressed', String(isDark()));
    draw(zoomNow());
  });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => draw(zoomNow()));
  select.addEventListener('change', () => choose(Number(select.value)));
  window.addEventListener('resize', () => draw(zoomNow()));

  if (data.instruments.length === 0) {
    element.hidden = true;
    document.getElementById('chooser').hidden = true;
  } else {
    document.getElementById('chooser').hidden = data.instruments.length < 2;
    choose(0);
  }
}());
